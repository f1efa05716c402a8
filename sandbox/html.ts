import type { SeenForm, SeenMessage } from "./slack.ts";
import { type Field, fieldsOf, isList, textIn, ticksIn } from "./slack-form-state.ts";

type Piece = { type: string; text?: string; url?: string; user_id?: string; style?: { bold?: boolean } };
type Element = { type?: string; action_id?: string; alt_text?: string; text?: { text: string } };
type AnyBlock = {
  type: string;
  block_id?: string;
  text?: { text: string };
  level?: string;
  label?: { text: string };
  hint?: { text: string };
  element?: Element;
  accessory?: Element;
  elements?: unknown[];
  caption?: string;
  rows?: { text?: string }[][];
};
/** What is drawn in place of an element; undefined for those that are drawn as anywhere. */
type Draw = (element: Element, block: AnyBlock) => string | undefined;

/**
 * A message as a page that looks much like Slack, for pictures in the README:
 * `npm run --silent demo -- --html "/whosout" > answer.html`, and a browser's screenshot of it.
 */
export function pageOf(
  command: string,
  asker: string,
  message: Pick<SeenMessage, "blocks">,
  nameOf: (id: string) => string,
): string {
  return `<!doctype html><meta charset="utf-8"><title>${asHtml(command)}</title><style>${STYLE}</style>
<main>
  <p class="typed"><kbd>${asHtml(command)}</kbd> <span>typed by ${asHtml(asker)}</span></p>
  <article>
    <div class="avatar" aria-hidden="true">W</div>
    <div>
      <p class="only">Only visible to you</p>
      <p class="sender"><b>Whosout</b> <small>APP</small> <time>09:00</time></p>
      ${message.blocks.map((block) => htmlOf(block as AnyBlock, nameOf)).join("\n      ")}
    </div>
  </article>
</main>
`;
}

/** A window as a page that looks much like Slack's, with what stands in its fields. */
export function formPage(command: string, asker: string, form: SeenForm, nameOf: (id: string) => string): string {
  const fields = fieldsOf(form.blocks);
  const draw: Draw = (element, { block_id }) => {
    const field = fields.find((one) => one.blockId === block_id && one.element.action_id === element.action_id);
    return field && widgetHtml(field, form, nameOf);
  };
  const shown = (form.blocks as AnyBlock[]).map((block) => {
    const { type, block_id = "", label, hint, element = {} } = block;
    if (type !== "input") return htmlOf(block, nameOf, draw);
    const isOptional = fields.some((field) => field.blockId === block_id && field.isOptional);
    const error = form.errors[block_id];
    return [
      `<p class="label">${asHtml(label?.text ?? "")}${isOptional ? " <small>(optional)</small>" : ""}</p>`,
      draw(element, block) ?? "",
      error ? `<p class="error">${asHtml(error)}</p>` : "",
      hint ? `<p class="context">${asHtml(hint.text)}</p>` : "",
    ].join("");
  });
  const send = form.submit ? `<button class="send">${asHtml(form.submit)}</button>` : "";
  return `<!doctype html><meta charset="utf-8"><title>${asHtml(command)}</title><style>${STYLE}</style>
<main>
  <p class="typed"><kbd>${asHtml(command)}</kbd> <span>typed by ${asHtml(asker)}</span></p>
  <div class="window">
    <h1>${asHtml(form.title)}</h1>
    ${shown.join("\n    ")}
    <p class="actions end"><button>${asHtml(form.close ?? "Close")}</button>${send}</p>
  </div>
</main>
`;
}

function widgetHtml(field: Field, { values }: SeenForm, nameOf: (id: string) => string): string {
  const { type, placeholder, multiline } = field.element;
  const ticks = ticksIn(values, field);
  if (ticks) {
    const [ticked, open] = type === "checkboxes" ? ["☑", "☐"] : ["◉", "○"];
    return ticks
      .map(({ text, isTicked }) => `<p class="tick">${isTicked ? ticked : open} ${asHtml(text)}</p>`)
      .join("");
  }
  const text = textIn(values, field, nameOf);
  const shown = text === undefined ? `<i>${asHtml(placeholder?.text ?? "")}</i>` : lines(asHtml(text));
  return `<div class="field${multiline ? " tall" : ""}"><span>${shown}</span><span>${isList(field.element) ? "▾" : ""}</span></div>`;
}

function htmlOf(block: AnyBlock, nameOf: (id: string) => string, draw: Draw = () => undefined): string {
  const { type, text, level, accessory, elements = [], caption, rows = [] } = block;
  const elementHtml = (element: Element) =>
    draw(element, block) ??
    (element.type === "image"
      ? `<span class="photo" title="${asHtml(element.alt_text ?? "")}">${asHtml(initials(element.alt_text ?? ""))}</span>`
      : `<button>${asHtml(element.text?.text ?? element.type ?? "")}</button>`);
  switch (type) {
    case "header":
      return `<h1>${asHtml(text?.text ?? "")}</h1>`;
    case "section": {
      const said = `<p>${lines(asHtml(text?.text ?? ""))}</p>`;
      const beside = accessory ? elementHtml(accessory) : "";
      return `<section>${accessory?.type === "image" ? beside + said : said + beside}</section>`;
    }
    case "alert":
      return `<p class="alert ${asHtml(level ?? "default")}">${lines(asHtml(text?.text ?? ""))}</p>`;
    case "divider":
      return "<hr>";
    case "context":
      return `<p class="context">${(elements as Piece[]).map((element) => asHtml(element.text ?? "")).join(" ")}</p>`;
    case "actions":
      return `<div class="actions">${(elements as Element[]).map(elementHtml).join("")}</div>`;
    case "rich_text":
      return (elements as { type: string; elements: unknown[] }[])
        .map((part) =>
          part.type === "rich_text_list"
            ? `<ul>${(part.elements as { elements: Piece[] }[]).map((item) => `<li>${pieces(item.elements, nameOf)}</li>`).join("")}</ul>`
            : `<p>${pieces(part.elements as Piece[], nameOf)}</p>`,
        )
        .join("");
    case "data_table": {
      const [head = [], ...body] = rows;
      const cells = (row: { text?: string }[], tag: string) =>
        row.map((cell) => `<${tag}>${asHtml(cell.text ?? "")}</${tag}>`).join("");
      return `<table aria-label="${asHtml(caption ?? "")}"><tr>${cells(head, "th")}</tr>${body.map((row) => `<tr>${cells(row, "td")}</tr>`).join("")}</table>`;
    }
    default:
      return `<pre>${asHtml(type)}</pre>`;
  }
}

function pieces(elements: readonly Piece[], nameOf: (id: string) => string): string {
  return elements
    .map(({ type, text = "", url, user_id, style }) => {
      if (type === "user") return `<span class="mention">@${asHtml(nameOf(user_id ?? ""))}</span>`;
      if (type === "link") return `<a href="${asHtml(url ?? "")}">${asHtml(text)}</a>`;
      return style?.bold ? `<b>${lines(asHtml(text))}</b>` : lines(asHtml(text));
    })
    .join("");
}

/** In place of a photo, which nobody here has. */
function initials(altText: string): string {
  return altText
    .split(" ")
    .slice(-2)
    .map((word) => word[0] ?? "")
    .join("");
}

function lines(html: string): string {
  return html.replaceAll("\n", "<br>");
}

function asHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const STYLE = `
  body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.46 Lato, "Noto Sans", "DejaVu Sans", "Noto Sans CJK JP", sans-serif; }
  main { padding: 18px 24px 22px; width: max-content; min-width: 640px; }
  .typed { color: #616061; margin: 0 0 14px; } kbd { font: 14px ui-monospace, "DejaVu Sans Mono", monospace; background: #f3f3f3; border: 1px solid #ddd; border-radius: 4px; padding: 3px 7px; color: #1d1c1d; }
  article { display: flex; gap: 10px; } .avatar { flex: none; width: 36px; height: 36px; border-radius: 8px; background: #1f3b4d; color: #fff; font-weight: 800; display: grid; place-items: center; margin-top: 22px; }
  p { margin: 3px 0; } .only { color: #616061; font-size: 13px; } .sender small { background: #ddd; border-radius: 2px; padding: 0 3px; font-size: 10px; font-weight: 700; } time { color: #616061; font-size: 12px; }
  h1 { font-size: 18px; margin: 8px 0 6px; } ul { margin: 2px 0 8px; padding-left: 26px; } section { display: flow-root; } .context { color: #616061; font-size: 13px; }
  .photo { float: right; width: 76px; height: 76px; border-radius: 8px; background: #e8f0f4; display: grid; place-items: center; font-size: 28px; font-weight: 700; color: #1f3b4d; margin-left: 24px; }
  table { border-collapse: collapse; margin: 6px 0 10px; font-size: 14px; } th, td { border: 1px solid #ddd; padding: 5px 10px; text-align: left; } th { background: #f8f8f8; }
  .actions { display: flex; gap: 8px; margin-top: 10px; } button { font: 700 13px Lato, "Noto Sans", "DejaVu Sans", sans-serif; border: 1px solid #bbb; border-radius: 8px; background: #fff; padding: 5px 12px; color: #1d1c1d; }
  .window { border: 1px solid #ccc; border-radius: 10px; padding: 12px 22px 16px; width: 500px; box-shadow: 0 6px 24px #0002; } .window h1 { margin-bottom: 12px; }
  .label { font-weight: 700; margin: 12px 0 4px; } .label small { font-weight: 400; color: #616061; } .field { border: 1px solid #aaa; border-radius: 6px; padding: 6px 10px; min-height: 22px; display: flex; justify-content: space-between; }
  .tall { min-height: 46px; } .tick { margin: 2px 0; } .window section { background: #f6f8fa; border-radius: 6px; padding: 4px 10px; margin: 10px 0; } .end { justify-content: flex-end; } .send { background: #007a5a; color: #fff; border-color: #007a5a; }
  i { color: #8d8d8d; font-style: normal; } .error { color: #c01343; font-size: 13px; } hr { border: 0; border-top: 1px solid #ddd; margin: 10px 0; }
  .alert { border-radius: 6px; padding: 6px 10px; margin: 10px 0; background: #e8f5fa; } .warning { background: #fdf3d8; } .alert.error { background: #fde8ee; font-size: 15px; } .success { background: #e3f4ec; }
  .mention { background: #e8f5fa; color: #1264a3; border-radius: 3px; padding: 0 2px; } a { color: #1264a3; text-decoration: none; }`;
