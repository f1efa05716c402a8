import { useStored } from "../parts/use-stored.ts";

/** Whether the inspector stands open, which this browser remembers. */
export function useInspector() {
  const [stored, store] = useStored("inspector");
  const isOpen = stored === "open";
  return { isOpen, toggle: () => store(isOpen ? undefined : "open") };
}
