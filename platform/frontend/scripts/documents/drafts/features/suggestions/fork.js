/**
 * A copy of the text to suggest in: it follows what the others write, and keeps to itself what is written in it.
 *
 * Its own changes are kept in this browser until they are sent, so that a closed tab loses nothing.
 */
import * as Y from 'yjs'
import { drop, remember } from '../../../../storage.js'
import { changesBetween } from './changes.js'
import { read } from './kept.js'

const FROM_TEXT = Symbol('from the text')
const WAIT = 300

export class Fork {
  #own = []
  #timer = null

  /** `key` in localStorage; `changed()` after own changes and those of others. */
  constructor({ base, epoch, key, changed }) {
    Object.assign(this, { base, epoch, key, changed, doc: new Y.Doc() })
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(base), FROM_TEXT)
    this.follow = (update) => Y.applyUpdate(this.doc, update, FROM_TEXT)
    base.on('update', this.follow)
    this.doc.on('update', (update, origin) => {
      if (origin !== FROM_TEXT) this.#keep(update)
      changed()
    })
    const saved = read(key, epoch)
    if (saved) Y.applyUpdate(this.doc, saved, 'kept')
  }

  get text() {
    return this.doc.getText('text')
  }

  /** What is proposed, ready to be sent: `[{start, end, quote, replacement, from, to}]`. */
  get changes() {
    return changesBetween(this.base, this.doc)
  }

  /** Everything was sent, or given up. */
  forget() {
    clearTimeout(this.#timer)
    this.#own = []
    drop(this.key)
  }

  destroy() {
    if (this.#timer) this.#write()
    this.base.off('update', this.follow)
    this.doc.destroy()
  }

  #keep(update) {
    this.#own.push(update)
    this.#timer ??= setTimeout(() => this.#write(), WAIT)
  }

  #write() {
    clearTimeout(this.#timer)
    this.#timer = null
    if (!this.#own.length) return
    this.#own = [Y.mergeUpdates(this.#own)]
    const bytes = [...this.#own[0]].map((byte) => String.fromCharCode(byte)).join('')
    remember(this.key, JSON.stringify({ epoch: this.epoch, update: btoa(bytes) }))
  }
}
