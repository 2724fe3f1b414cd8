/**
 * `<draft-editor part socket updates user-id user-name can-write label>`: writing a part together.
 *
 * Inside it stands the text as the server drew it, readable without us; it stays until a text to edit is here (from
 * this browser's own copy at once, or from the server), then toolbar, text box and status bar take its place.
 */
import { createEditor } from './editor.js'
import { followPage } from './page.js'
import { insertText } from './paste/paste.js'
import { Poller } from './polling.js'
import { Presence } from './presence.js'
import { Replica } from './replica.js'
import { Asides } from './screen/asides.js'
import { h } from './screen/dom.js'
import { createHelp } from './screen/help.js'
import { openLinkDialog } from './screen/link-dialog.js'
import { PeopleList } from './screen/people.js'
import { StatusBar } from './screen/status-bar.js'
import { Toolbar } from './screen/toolbar.js'
import { Session } from './session.js'
import { openSocket, socketUrl } from './socket.js'
import { openStore } from './store.js'

const SOURCE_KEY = 'kes-draft-source'
const HELP = 'draft-help'

export class DraftEditor extends HTMLElement {
  #leaving = new AbortController()
  #wordsTimer = null

  async connectedCallback() {
    this.#build()
    const save = () => this.replica?.save()
    followPage({ save, tell: (type) => this.session?.step({ type }), signal: this.#leaving.signal })
    this.store = await openStore()
    const owner = { user: this.getAttribute('user-id'), part: this.getAttribute('part') }
    this.replica = new Replica({ store: this.store, owner, on: this.#news() })
    await this.replica.open()
    if (this.#leaving.signal.aborted) return this.replica.close()
    this.#startSession()
    if (this.replica.loaded) this.#show()
  }

  disconnectedCallback() {
    this.#leaving.abort()
    this.session?.stop()
    this.editor?.destroy()
    this.people?.destroy()
    this.status.destroy()
    clearTimeout(this.#wordsTimer)
    this.replica?.close()
  }

  #build() {
    const acts = {
      undo: () => this.editor?.undoManager.undo(),
      redo: () => this.editor?.undoManager.redo(),
      toggleSource: () => this.#setSource(!this.source),
      help: () => this.help.showModal(),
    }
    this.source = localStorage.getItem(SOURCE_KEY) === 'yes'
    this.fallback ??= [...this.childNodes]
    this.replaceChildren()
    this.status = new StatusBar()
    this.list = new PeopleList()
    this.help = createHelp(HELP)
    this.toolbar = new Toolbar({ view: () => this.editor.view, acts, controls: 'draft-page' })
    this.asides = new Asides({
      insert: (text) => this.editor && insertText(this.editor.view, text),
      dismiss: ({ id }) => this.store.deleteAside(id),
    })
    this.page = h('div', { class: 'draft-page prose prose--document', id: 'draft-page' })
    this.toolbar.element.hidden = true
    this.desk = h('div', { class: 'draft-desk' }, ...this.fallback)
    this.head = h('div', { class: 'draft-head' }, this.toolbar.element, this.list.element)
    this.append(this.head, this.asides.element, this.desk, this.status.element, this.help)
  }

  #news() {
    return {
      change: () => {
        this.session?.conversation.pump()
        this.#changed()
      },
      loaded: () => this.session && this.#show(),
      replaced: () => this.#begin(),
      aside: (aside) => this.asides.offer(aside),
    }
  }

  #startSession() {
    const { replica } = this
    this.people = this.#meet()
    const csrfToken = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? ''
    const poller = new Poller({ url: this.getAttribute('updates'), csrfToken })
    const connect = (handlers) => openSocket(socketUrl(this.getAttribute('socket')), handlers)
    this.session = new Session({
      replica,
      people: this.people,
      connect,
      poller,
      change: () => this.#changed(),
    })
    this.session.start()
  }

  #meet() {
    return new Presence(this.replica.doc, { onChange: () => this.list.show(this.people?.others ?? []) })
  }

  /** Another document took the place of ours: another editor for it, once it has come. */
  #begin() {
    this.editor?.destroy()
    this.editor = null
    this.people?.destroy()
    this.people = this.#meet()
    this.session.people = this.people
    this.toolbar.element.hidden = true
  }

  #show() {
    if (this.editor) return
    this.page.replaceChildren()
    this.desk.replaceChildren(this.page)
    this.editor = createEditor({
      parent: this.page,
      text: this.replica.text,
      presence: this.people,
      label: this.getAttribute('label'),
      describedBy: HELP,
      nonce: document.querySelector('meta[name="csp-nonce"]')?.content,
      margins: () => this.#margins(),
      source: this.source,
      writable: this.#writable,
      openLink: openLinkDialog,
      focusToolbar: () => (this.toolbar.focus(), true),
      onUpdate: (update) => this.#updated(update),
    })
    this.toolbar.element.hidden = false
    this.#refreshToolbar()
    this.#countSoon(0)
    this.#changed()
  }

  /** The bars that cover the text above and below: no caret is scrolled under them. */
  #margins() {
    const top = parseFloat(window.getComputedStyle(this.head).top) || 0
    return { top: top + this.head.offsetHeight + 8, bottom: this.status.element.offsetHeight + 8 }
  }

  get #writable() {
    const { write, ending } = this.session.status
    return (write ?? this.getAttribute('can-write') === 'true') && !['no-right', 'gone'].includes(ending)
  }

  #changed() {
    if (!this.session) return
    const { status } = this.session
    this.status.show(status)
    this.asides.showKept(this.replica, status.write === false && status.pending > 0)
    this.editor?.setWritable(this.#writable)
  }

  #updated(update) {
    if (!this.editor) return
    this.#refreshToolbar()
    if (update.docChanged || update.selectionSet) this.#countSoon(400)
  }

  #refreshToolbar() {
    const { view, undoManager } = this.editor
    const canUndo = undoManager.canUndo()
    this.toolbar.show(view.state, { source: this.source, canUndo, canRedo: undoManager.canRedo() })
  }

  #countSoon(ms) {
    clearTimeout(this.#wordsTimer)
    this.#wordsTimer = setTimeout(() => {
      if (!this.editor) return
      const { doc, selection } = this.editor.view.state
      this.status.showWords(doc.toString(), doc.sliceString(selection.main.from, selection.main.to))
    }, ms)
  }

  #setSource(value) {
    this.source = value
    localStorage.setItem(SOURCE_KEY, value ? 'yes' : 'no')
    this.editor.setSource(value)
    this.#refreshToolbar()
  }
}
