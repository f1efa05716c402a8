import { initialsOf } from "../demo/names.ts";

/** Nothing is fetched from elsewhere: a picture that does not lie here is drawn as the initials of what it shows. */
export function Picture({ url, alt, className }: { url?: string | undefined; alt: string; className: string }) {
  const isHere =
    url !== undefined && (url.startsWith("data:") || new URL(url, location.href).origin === location.origin);
  if (isHere) return <img src={url} alt={alt} className={className} />;
  return (
    <span role="img" aria-label={alt} title={`${alt}\n${url ?? ""}`} className={`${className} no-picture`}>
      {initialsOf(alt)}
    </span>
  );
}
