import { colourOf, initialsOf } from "../../../demo-avatar.ts";
import { useShown } from "../demo/demo.tsx";

/** Nothing is fetched from elsewhere: a picture that does not lie here is drawn as the initials of whom or what it shows. */
export function Picture({ url, alt, className }: { url?: string | undefined; alt: string; className: string }) {
  const people = useShown((snapshot) => snapshot.people);
  if (url !== undefined && isHere(url)) return <img src={url} alt={alt} className={className} />;
  const shown = people.find(({ name }) => alt.includes(name));
  return (
    <span
      role="img"
      aria-label={alt}
      title={alt}
      className={`${className} no-picture`}
      style={shown && { background: colourOf(shown.name), color: "#fff" }}
    >
      {initialsOf(shown?.name ?? alt)}
    </span>
  );
}

function isHere(url: string): boolean {
  return (
    url.startsWith("data:image/") ||
    (URL.canParse(url, location.href) && new URL(url, location.href).origin === location.origin)
  );
}
