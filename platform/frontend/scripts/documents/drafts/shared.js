/** Places in the shared text that move with it, as JSON for the wire. */
import * as Y from 'yjs'

export function toShared(text, position) {
  return Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, position))
}

/** The place now, or null when the rows it refers to have not come yet. */
export function fromShared(text, json) {
  try {
    const place = Y.createAbsolutePositionFromRelativePosition(
      Y.createRelativePositionFromJSON(json),
      text.doc,
    )
    return place?.type === text ? place.index : null
  } catch {
    return null
  }
}
