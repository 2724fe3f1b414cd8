import assert from 'node:assert/strict'
import { test } from 'node:test'
import '../editing.js'
import {
  countWords,
  describe,
} from '../../../../../platform/frontend/scripts/documents/drafts/screen/status.js'

const live = {
  phase: 'live',
  reachable: true,
  ending: null,
  write: true,
  reason: '',
  loaded: true,
  pending: 0,
  durable: true,
}
const say = (change) => describe({ ...live, ...change })

test('saved is said only when nothing waits and the server is there', () => {
  assert.equal(say({}).text, 'Saved')
  assert.equal(say({ pending: 3 }).text, 'Saving… (3)')
  assert.equal(say({ reachable: false }).kind, 'offline')
  assert.equal(say({ reachable: false, pending: 1 }).text, 'Offline: your text is kept here (1 change)')
  assert.equal(say({ reachable: false, pending: 5 }).text, 'Offline: your text is kept here (5 changes)')
  assert.equal(say({ phase: 'http', pending: 2 }).kind, 'saving')
})

test('without the right to write the kept words are told of', () => {
  assert.equal(say({ write: false }).text, 'Read only')
  const locked = say({ write: false, pending: 2, reason: 'Locked.' })
  assert.equal(locked.text, 'Read only - 2 changes are not saved, they are kept here')
  assert.equal(locked.note, 'Locked.')
})

test('the end says why', () => {
  assert.equal(say({ ending: 'no-right', reachable: false }).kind, 'ended')
})

test('where nothing can be kept, it says so', () => {
  assert.match(say({ durable: false }).note, /only in this tab/)
})

test('words', () => {
  assert.equal(countWords('**Zażółć** gęślą, jaźń - 1 240 zł; Bielsko-Biała'), 7)
})
