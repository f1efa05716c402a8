import type { SeenForm, SeenMessage } from "./slack.ts";
import { type Field, fieldsOf, type Option } from "./slack-form-state.ts";

type Piece = { type: string; text?: string; url?: string; user_id?: string; style?: { bold?: boolean } };
type AnyBlock = {
  type: string;
  text?: { text: string };
  accessory?: { alt_text?: string };
  elements?: unknown[];
  caption?: string;
  rows?: { text?: string }[][];
};

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

/** A window as a page that looks much like Slack's. */
export function formPage(command: string, asker: string, form: SeenForm, nameOf: (id: string) => string): string {
  const fields = fieldsOf(form.blocks);
  const shown = form.blocks.map((block, at) => {
    const {
      type,
      block_id = `block${at}`,
      hint,
    } = block as { type: string; block_id?: string; hint?: { text: string } };
    const field = fields.find(({ blockId }) => blockId === block_id);
    if (type !== "input" || !field) return htmlOf(block as AnyBlock, nameOf);
    const optional = field.isOptional ? " <small>(optional)</small>" : "";
    const note = hint ? `<p class="context">${asHtml(hint.text)}</p>` : "";
    return `<label>${asHtml(field.label)}${optional}</label>${widgetHtml(field, form, nameOf)}${note}`;
  });
  return `<!doctype html><meta charset="utf-8"><title>${asHtml(command)}</title><style>${STYLE}</style>
<main>
  <p class="typed"><kbd>${asHtml(command)}</kbd> <span>typed by ${asHtml(asker)}</span></p>
  <div class="window">
    <h1>${asHtml(form.title)}</h1>
    ${shown.join("\n    ")}
    <p class="actions end"><button>${asHtml(form.close ?? "Close")}</button><button class="send">${asHtml(form.submit ?? "")}</button></p>
  </div>
</main>
`;
}

function widgetHtml({ blockId, element }: Field, { values }: SeenForm, nameOf: (id: string) => string): string {
  const held = values[blockId]?.[element.action_id] ?? {};
  if (element.type === "checkboxes") {
    const ticked = (held.selected_options ?? []) as Option[];
    return (element.options ?? [])
      .map(({ text, value }) => {
        const mark = ticked.some((one) => one.value === value) ? "☑" : "☐";
        return `<p class="tick">${mark} ${asHtml(text.text)}</p>`;
      })
      .join("");
  }
  const chosen = held.selected_option as Option | null | undefined;
  const user = held.selected_user ? `@${nameOf(String(held.selected_user))}` : undefined;
  const text = chosen?.text.text ?? user ?? held.selected_date ?? held.selected_time ?? held.value;
  const isList = element.type === "static_select" || element.type === "users_select";
  const isTall = element.multiline === true ? " tall" : "";
  return `<p class="field${isTall}">${asHtml(String(text ?? element.placeholder?.text ?? ""))}<span>${isList ? "▾" : ""}</span></p>`;
}

function htmlOf(
  { type, text, accessory, elements = [], caption, rows = [] }: AnyBlock,
  nameOf: (id: string) => string,
): string {
  switch (type) {
    case "header":
      return `<h1>${asHtml(text?.text ?? "")}</h1>`;
    case "section": {
      const photo = accessory
        ? `<span class="photo" title="${asHtml(accessory.alt_text ?? "")}">${asHtml(initials(accessory.alt_text ?? ""))}</span>`
        : "";
      return `<section>${photo}<p>${lines(asHtml(text?.text ?? ""))}</p></section>`;
    }
    case "context":
      return `<p class="context">${(elements as Piece[]).map((element) => asHtml(element.text ?? "")).join(" ")}</p>`;
    case "actions":
      return `<p class="actions">${(elements as { text: { text: string } }[]).map((button) => `<button>${asHtml(button.text.text)}</button>`).join("")}</p>`;
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
  label { display: block; font-weight: 700; margin: 12px 0 4px; } label small { font-weight: 400; color: #616061; } .field { border: 1px solid #aaa; border-radius: 6px; padding: 6px 10px; min-height: 22px; display: flex; justify-content: space-between; }
  .tall { min-height: 46px; } .tick { margin: 2px 0; } .window section { background: #f6f8fa; border-radius: 6px; padding: 4px 10px; margin: 10px 0; } .end { justify-content: flex-end; } .send { background: #007a5a; color: #fff; border-color: #007a5a; }
  .mention { background: #e8f5fa; color: #1264a3; border-radius: 3px; padding: 0 2px; } a { color: #1264a3; text-decoration: none; }`;
