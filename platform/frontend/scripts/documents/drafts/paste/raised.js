/** What stands raised or lowered: Markdown has no marks for it, but some signs exist in that form. As in the import. */
import { clean } from './clean.js'

const RAISED = mapOf('0123456789+-=()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ')
const LOWERED = mapOf('0123456789+-=()', '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎')
const MOST = 12

/** `{signs}` to write the words of an element with; without, where they are on the line or cannot leave it whole. */
export function shifted(node) {
  const signs = signsOf(node)
  if (!signs) return {}
  const text = clean(node.textContent).trim()
  // Half of it raised would read as something else: it is all or nothing.
  const all = text.length <= MOST && [...text].every((sign) => signs.has(sign))
  return { signs: all ? signs : undefined }
}

/** Google Docs says it by a style; what a browser writes into that of a `<sup>` says nothing more. */
function signsOf({ nodeName, style }) {
  if (nodeName === 'SUP') return RAISED
  if (nodeName === 'SUB') return LOWERED
  return { super: RAISED, sub: LOWERED }[style?.verticalAlign]
}

function mapOf(plain, moved) {
  return new Map([...plain].map((sign, index) => [sign, moved[index]]))
}
