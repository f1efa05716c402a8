import { useState } from "react";
import { useAsking } from "../demo/demo.tsx";
import { dayText, spanText } from "../demo/times.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { ConfirmDialog } from "../windows/confirm.tsx";
import { AbsenceForm } from "./absence-form.tsx";
import { fullName, type PeriodRecord, type PersonRecord } from "./person-names.ts";

const LOCALE = "en-GB";
const plain = (text: string) => ({ type: "plain_text" as const, text });

export function AbsenceRow({
  period,
  person,
  type,
  today,
}: {
  period: PeriodRecord;
  person: PersonRecord | undefined;
  type: string;
  today: string;
}) {
  const [isPending, asking] = useAsking();
  const [isSure, setSure] = useState(false);
  const [isChanging, setChanging] = useState(false);
  const { id, status, comment, isReadOnly } = period;
  const name = person ? fullName(person) : period.personId;
  const when = whenText(period);
  const whose = `${name}, ${type}, ${when}`;
  const decide = (to: "APPROVED" | "REJECTED") => void asking({ do: "decide", periodId: id, status: to });
  return (
    <tr>
      <th scope="row">
        <span className="person-cell">
          <Avatar name={name} size={28} /> {name}
        </span>
      </th>
      <td className="type">
        {type}
        {comment && <span className="comment">{comment}</span>}
      </td>
      <td className="when">{when}</td>
      <td>
        <span className={`status ${status.toLowerCase()}`}>{status.replaceAll("_", " ").toLowerCase()}</span>
      </td>
      <td>
        {!isReadOnly && (
          <div className="row-actions">
            {status === "PENDING" && (
              <>
                <button
                  type="button"
                  className="button small primary"
                  aria-label={`Approve ${whose}`}
                  disabled={isPending}
                  onClick={() => decide("APPROVED")}
                >
                  Approve
                </button>
                <button
                  type="button"
                  className="button small default"
                  aria-label={`Reject ${whose}`}
                  disabled={isPending}
                  onClick={() => decide("REJECTED")}
                >
                  Reject
                </button>
              </>
            )}
            <button
              type="button"
              className="button small default"
              aria-label={`Change ${whose}`}
              disabled={isPending}
              onClick={() => setChanging(true)}
            >
              Change
            </button>
            <button
              type="button"
              className="button small default"
              aria-label={`Delete ${whose}`}
              disabled={isPending}
              onClick={() => setSure(true)}
            >
              Delete
            </button>
          </div>
        )}
        {isChanging && (
          <Sheet title={`Change the absence of ${name}`} onClose={() => setChanging(false)}>
            <AbsenceForm today={today} period={period} onDone={() => setChanging(false)} />
          </Sheet>
        )}
        {isSure && (
          <ConfirmDialog
            confirm={{ title: plain("Delete it?"), text: plain(whose), confirm: plain("Delete"), style: "danger" }}
            onNo={() => setSure(false)}
            onYes={() => {
              setSure(false);
              void asking({ do: "erase", periodId: id });
            }}
          />
        )}
      </td>
    </tr>
  );
}

/** "Mon, 21 – Tue, 22 Dec 2026, until noon" */
function whenText({ first, last, times }: PeriodRecord): string {
  const from = dayText(first.day, LOCALE);
  if (times) return `${from}, ${times.from}–${times.to}`;
  const fromNoon = first.half === "SECOND_HALF" ? " from noon" : "";
  if (last === null) return `${from}${fromNoon} – open end`;
  const untilNoon = last.half === "FIRST_HALF" ? " until noon" : "";
  if (first.day === last.day) {
    if (fromNoon) return `${from}, afternoon`;
    return untilNoon ? `${from}, morning` : from;
  }
  return `${spanText(first.day, last.day, LOCALE)}${fromNoon && `,${fromNoon}`}${untilNoon && `,${untilNoon}`}`;
}
