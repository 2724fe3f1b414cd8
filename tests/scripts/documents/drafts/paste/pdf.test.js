import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { isWrapped, joined } from '../../../../../platform/frontend/scripts/documents/drafts/paste/pdf.js'

const cases = JSON.parse(readFileSync(new URL('../../../../vectors/pdf/cases.json', import.meta.url)))

for (const { name, raw, wrapped, clean } of cases)
  test(name, () => {
    assert.equal(isWrapped(raw), wrapped)
    assert.equal(joined(raw), clean)
  })

test('a hundred pages take less than a second', () => {
  const page = 'Program rozwoju\n' + 'Zdanie, które biegnie przez całą szerokość strony i dalej\n'.repeat(40)
  const began = performance.now()
  joined(Array(100).fill(page).join('\f'))
  assert.ok(performance.now() - began < 1000)
})
