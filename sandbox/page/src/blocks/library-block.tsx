import { type Block, Message } from "slack-blocks-to-jsx";
import "slack-blocks-to-jsx/dist/style.css";
import type { BlockData } from "./shapes.ts";

export default function LibraryBlock({ block }: { block: BlockData }) {
  const isDark = document.documentElement.dataset.theme === "dark";
  return (
    <Message
      blocks={[block as unknown as Block]}
      name=""
      logo=""
      time={new Date(0)}
      withoutWrapper
      theme={isDark ? "dark" : "light"}
    />
  );
}
