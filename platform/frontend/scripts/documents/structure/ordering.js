/** Where things go in a list, pure. */

/** The list with the thing at `place` moved by `step`; at the ends nothing happens. */
export function moved(list, place, step) {
  const target = place + step
  if (place < 0 || target < 0 || target >= list.length) return [...list]
  const result = list.filter((_, index) => index !== place)
  result.splice(target, 0, list[place])
  return result
}

/** Before which of the others something dropped at `y` belongs; their number: behind all. */
export function placeAt(middles, y) {
  const place = middles.findIndex((middle) => y < middle)
  return place < 0 ? middles.length : place
}
