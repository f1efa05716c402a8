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

/** Resident memory of a process, in bytes: VmRSS, that of shared libraries included. */
export function memoryOf(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kibibytes) * 1024;
}
