import { readdirSync, readFileSync } from 'node:fs'

/** Megabytes of memory that a process has, as the kernel counts them. */
export function residentMemory(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return (Number(kilobytes) * 1024) / 1e6
}

/** Files, sockets and all else that a process holds open. */
export const openFiles = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length
