/** Waiting for windows. */
export function createWatch() {
  const watching = new Set<() => void>();

  return {
    /** A window was opened, changed or closed. */
    viewChanged: (): void => {
      for (const look of [...watching]) look();
    },
    /** What `look` finds as soon as it finds something; undefined when it takes longer than so many real milliseconds. */
    viewFrom: <T>(look: () => T | undefined, milliseconds: number): Promise<T | undefined> =>
      new Promise((resolve) => {
        const end = (found: T | undefined) => {
          clearTimeout(timer);
          watching.delete(again);
          resolve(found);
        };
        const again = () => {
          const found = look();
          if (found !== undefined) end(found);
        };
        const timer = setTimeout(() => end(undefined), milliseconds);
        watching.add(again);
      }),
  };
}
