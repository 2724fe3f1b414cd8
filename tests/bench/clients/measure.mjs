/** Clock, percentiles, and what a server process has used of processor and memory. */
import fs from 'node:fs'

const TICK_MS = 10 // the kernel counts processor time in hundredths of a second

export const now = () => performance.now()
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Nearest rank; values in milliseconds, rounded to a hundredth. */
export function summary(values) {
  const sorted = Float64Array.from(values).sort()
  const at = (share) => round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)])
  return sorted.length
    ? { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
    : { n: 0 }
}

export const round = (value, digits = 2) => Number(value.toFixed(digits))

/** Of a process and its descendants; children that have ended are counted with their parent. */
export function usage(pid) {
  const all = family(pid)
  return {
    cpuMs: all.reduce((sum, stat) => sum + stat.ticks * TICK_MS, 0),
    rssKib: all.reduce((sum, stat) => sum + resident(stat.pid), 0),
  }
}

function family(root) {
  const stats = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(read)
    .filter(Boolean)
  const known = new Set([root])
  let size
  do {
    size = known.size
    for (const stat of stats) if (known.has(stat.parent)) known.add(stat.pid)
  } while (known.size > size)
  return stats.filter((stat) => known.has(stat.pid))
}

function read(pid) {
  try {
    const line = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    const ticks = [11, 12, 13, 14].reduce((sum, n) => sum + Number(fields[n]), 0)
    return { pid: Number(pid), parent: Number(fields[1]), ticks }
  } catch {
    return null // ended meanwhile
  }
}

function resident(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
