/** A job's bar moves with its news, and the page is loaded again when the job is over, once and only for this job. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { page } from '../page.js'

const BAR =
  '<job-progress job="7"><progress max="1" value="0"></progress><span data-percent></span></job-progress>'
const document = page('<main></main>')
let reloads = 0
globalThis.location = { reload: () => (reloads += 1) }
await import('../../../platform/frontend/scripts/elements/job-progress.js')

const topic = () => document.querySelector('live-topic')

function hear(data) {
  topic().dispatchEvent(new window.CustomEvent('live:event', { detail: { data } }))
}

beforeEach(() => {
  reloads = 0
  document.querySelector('main').innerHTML = `<live-topic>${BAR}</live-topic>`
})

test('the bar and its words move with the job', () => {
  hear({ job: '7', state: 'running', progress: 0.426 })
  assert.equal(document.querySelector('progress').value, 0.426)
  assert.equal(document.querySelector('[data-percent]').textContent, '43%')
  assert.equal(reloads, 0)
})

test('a job that waits for its turn is not over', () => {
  hear({ job: '7', state: 'waiting', progress: 0 })
  assert.equal(reloads, 0)
})

test('done and failed jobs bring the page with their result', () => {
  hear({ job: '7', state: 'done', progress: 1 })
  hear({ job: '7', state: 'failed', progress: 0.5 })
  assert.equal(reloads, 2)
})

test('news of another job change nothing', () => {
  hear({ job: '8', state: 'done', progress: 1 })
  assert.equal(document.querySelector('progress').value, 0)
  assert.equal(reloads, 0)
})

test('news that were missed bring the page anew', () => {
  topic().dispatchEvent(new window.CustomEvent('live:reload'))
  assert.equal(reloads, 1)
})

test('a bar that was taken away hears nothing any more', () => {
  document.querySelector('job-progress').remove()
  hear({ job: '7', state: 'done', progress: 1 })
  assert.equal(reloads, 0)
})
