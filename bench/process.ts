import { readFileSync } from "node:fs";

/** Of Linux, whatever the machine: in `/proc`, a second has so many ticks. */
const TICKS = 100;

/** What a process has used of the processor so far, in all its threads, in its code and in the kernel for it: milliseconds, by tens. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // Behind its name, which may hold anything, in parentheses: from the third field on.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

/**
 * Memory of a process, in bytes. `resident`: VmRSS, all that lies in memory, also what others share, such as Node's own code.
 * `anonymous`: what of it is nobody else's and stands in no file.
 */
export function memoryOf(pid: number): { resident: number; anonymous: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1024;
  return { resident: bytes("VmRSS"), anonymous: bytes("RssAnon") };
}
