/** How long to wait before trying again: longer each time, never all tabs at the same moment. */
const FIRST = 700 // milliseconds
const LONGEST = 30000

export function pause(attempt, random = Math.random) {
  const longest = Math.min(LONGEST, FIRST * 2 ** attempt)
  return longest / 2 + (random() * longest) / 2
}
