import Markdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { LinkTo } from "./mentions.tsx";

/** Nothing is fetched from elsewhere; tags stay the text that they are. */
const COMPONENTS: Components = {
  a: ({ href = "", children }) => <LinkTo url={href}>{children}</LinkTo>,
  img: ({ src, alt }) => <LinkTo url={typeof src === "string" ? src : ""}>{alt || undefined}</LinkTo>,
  h1: ({ children }) => <h3 className="header-block">{children}</h3>,
  h2: ({ children }) => <h3 className="header-block">{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h4>{children}</h4>,
  h5: ({ children }) => <h4>{children}</h4>,
  h6: ({ children }) => <h4>{children}</h4>,
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? "done" : "to do"}>
      {checked ? "☑" : "☐"}
    </span>
  ),
};

/** Markdown as everybody else writes it, and not Slack's own mark-up. */
export default function MarkdownText({ text }: { text: string }) {
  return (
    <Markdown remarkPlugins={[remarkGfm]} components={COMPONENTS}>
      {text}
    </Markdown>
  );
}
