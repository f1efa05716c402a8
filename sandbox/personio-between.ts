import type { PersonioSettings } from "./personio-settings.ts";
import { endOf, type PeriodRecord, startOf } from "./personio-wire.ts";

/** Tells of an absence whether it lies between the dates that are asked for, under the reading that is switched on. */
export function liesBetween(
  query: URLSearchParams,
  settings: Pick<PersonioSettings, "filterReading" | "openEndsPassFilter">,
): (period: PeriodRecord) => boolean {
  const asked = (name: string) => query.get(name)?.slice(0, 19);
  const [startGte, startLte] = [asked("starts_from.date_time.gte"), asked("starts_from.date_time.lte")];
  const [endGte, endLte] = [asked("ends_at.date_time.gte"), asked("ends_at.date_time.lte")];
  const { openEndsPassFilter } = settings;
  const from = startGte ?? endGte;
  const to = endLte ?? startLte;
  return (period) => {
    const start = startOf(period);
    const end = endOf(period);
    if (settings.filterReading === "overlap" && from && to) {
      return start <= to && (end === undefined ? openEndsPassFilter || !endGte : end >= from);
    }
    if ((startGte && start < startGte) || (startLte && start > startLte)) return false;
    if (end === undefined) return endLte === undefined && (endGte === undefined || openEndsPassFilter);
    return !(endGte && end < endGte) && !(endLte && end > endLte);
  };
}
