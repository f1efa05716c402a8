import { useState } from "react";
import { useShown } from "../demo/demo.tsx";
import { Icon } from "../parts/icons.tsx";
import { Scrolled } from "../parts/scrolled.tsx";
import { slackWords } from "../slack/words.ts";
import { RichTextBlock } from "./rich-text.tsx";
import type { BlockData, Cell } from "./shapes.ts";

type Order = { column: number; isDown: boolean };
const PAGE = 25;

/** `table`, and `data_table`, which can be sorted and has pages. */
export function DataTableBlock({ block }: { block: BlockData }) {
  const {
    type,
    rows = [],
    caption,
    page_size: size = PAGE,
    row_header_column_index: named,
    column_settings = [],
  } = block;
  const words = slackWords(useShown((snapshot) => snapshot.me));
  const [order, setOrder] = useState<Order>();
  const [page, setPage] = useState(0);
  const isData = type === "data_table";
  const [head = [], ...body] = rows;
  const sorted = order ? [...body].sort(comparing(order)) : body;
  const pages = isData ? Math.max(1, Math.ceil(sorted.length / size)) : 1;
  const at = Math.min(page, pages - 1);
  const shown = isData ? sorted.slice(at * size, (at + 1) * size) : sorted;
  const alignment = (column: number) => column_settings[column]?.align;
  const sortBy = (column: number) => {
    setPage(0);
    setOrder((before) =>
      before?.column !== column ? { column, isDown: false } : before.isDown ? undefined : { column, isDown: true },
    );
  };

  return (
    <figure className="table-block">
      <Scrolled name={caption ?? words.table}>
        <table aria-label={caption}>
          <thead>
            <tr>
              {head.map((cell, column) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have nothing but their place
                  key={column}
                  scope="col"
                  style={{ textAlign: alignment(column) }}
                  aria-sort={order?.column === column ? (order.isDown ? "descending" : "ascending") : undefined}
                >
                  {isData ? (
                    <button type="button" onClick={() => sortBy(column)}>
                      <CellText cell={cell} />
                      {order?.column === column && <span aria-hidden="true"> {order.isDown ? "↓" : "↑"}</span>}
                    </button>
                  ) : (
                    <CellText cell={cell} />
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing but their place
              <tr key={index}>
                {row.map((cell, column) => {
                  const Tag = column === named ? "th" : "td";
                  const isNumber = cell.type === "raw_number";
                  return (
                    <Tag
                      // biome-ignore lint/suspicious/noArrayIndexKey: as above
                      key={column}
                      {...(column === named && { scope: "row" })}
                      className={isNumber ? "number" : undefined}
                      style={{ textAlign: alignment(column) }}
                    >
                      <CellText cell={cell} />
                    </Tag>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      {pages > 1 && (
        <div className="table-pages">
          <button
            type="button"
            className="icon-button"
            aria-label={words.previousPage}
            disabled={at === 0}
            onClick={() => setPage(at - 1)}
          >
            <Icon name="back" size={14} />
          </button>
          <span>{words.page(at * size + 1, Math.min(sorted.length, (at + 1) * size), sorted.length)}</span>
          <button
            type="button"
            className="icon-button"
            aria-label={words.nextPage}
            disabled={at === pages - 1}
            onClick={() => setPage(at + 1)}
          >
            <Icon name="right" size={14} />
          </button>
        </div>
      )}
    </figure>
  );
}

function CellText({ cell }: { cell: Cell }) {
  if (cell.elements) return <RichTextBlock elements={cell.elements} />;
  return <>{cell.text ?? String(cell.value ?? "")}</>;
}

/** Numbers by what they are worth, everything else by what can be read. */
function comparing({ column, isDown }: Order) {
  return (a: Cell[], b: Cell[]): number => {
    const [left, right] = [a[column], b[column]];
    const difference =
      left?.value !== undefined && right?.value !== undefined
        ? left.value - right.value
        : wordsOf(left).localeCompare(wordsOf(right));
    return isDown ? -difference : difference;
  };
}

function wordsOf(cell: Cell | undefined): string {
  if (!cell) return "";
  return cell.text ?? (cell.elements ? JSON.stringify(cell.elements) : String(cell.value ?? ""));
}
