import { useEffect, useRef, useState } from "react";

/**
 * What stands in a field while somebody is at it. It is left when they go on to the next field, press Enter, or, with `afterMs`, rest for a
 * moment; then what the demo shows counts again.
 */
export function useDraft(shown: string, leave: (value: string) => Promise<unknown>, afterMs?: number) {
  const [draft, setDraft] = useState<string>();
  const latest = useRef<string | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const commit = () => {
    clearTimeout(timer.current);
    const value = latest.current;
    if (value === undefined) return;
    if (value === shown) return put(undefined);
    void leave(value).then(() => latest.current === value && put(undefined));
  };
  const put = (value: string | undefined) => {
    latest.current = value;
    setDraft(value);
  };
  const change = (value: string) => {
    put(value);
    clearTimeout(timer.current);
    if (afterMs !== undefined) timer.current = setTimeout(commit, afterMs);
  };
  return { value: draft ?? shown, change, commit };
}
