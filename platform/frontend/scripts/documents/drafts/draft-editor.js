/**
 * `<draft-editor part socket updates user-id user-name can-write label>`: writing a part together.
 *
 * Inside it stands the text as the server drew it, readable without us; it stays until a text to edit is here (from
 * this browser's own copy at once, or from the server), then toolbar, text box and status bar take its place.
 */
import { csrfToken } from '../../http.js'
import { recall, remember } from '../../storage.js'
import { goToPerson } from './cursors.js'
import { createEditor } from './editor.js'
import { hostOf } from './features/host.js'
import { features } from './features/index.js'
import { plugIn } from './features/plug.js'
import { followPage } from './page.js'
import { insertText } from './paste/paste.js'
import { Poller } from './polling.js'
import { Presence } from './presence.js'
import { Replica } from './replica.js'
import { actsOf } from './screen/acts.js'
import { createFrame, HELP } from './screen/frame.js'
import { Session } from './session.js'
import { openSocket, socketUrl } from './socket.js'
import { openStore } from './store.js'

const SOURCE_KEY = 'kes-draft-source'

export class DraftEditor extends HTMLElement {
  #leaving = new AbortController()

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
    this.#end()
    for (const part of [this.copy, this.people, this.status]) part?.destroy()
    this.replica?.close()
  }

  #build() {
    this.acts = actsOf(this)
    this.source = recall(SOURCE_KEY) === 'yes'
    this.fallback ??= [...this.childNodes]
    this.replaceChildren()
    const frame = createFrame({
      editor: () => this.editor,
      acts: this.acts,
      insert: (text) => insertText(this.editor.view, text),
      dismiss: ({ id }) => this.store.deleteAside(id),
      changed: () => this.#refreshToolbar(),
      jump: (client) => this.#jump(client),
      fallback: this.fallback,
    })
    Object.assign(this, frame).append(...frame.elements)
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
    const people = (this.people = this.#meet())
    const poller = new Poller({ url: this.getAttribute('updates'), csrfToken })
    const connect = (handlers) => openSocket(socketUrl(this.getAttribute('socket')), handlers)
    const change = () => this.#changed()
    this.session = new Session({ replica: this.replica, people, connect, poller, change })
    this.session.start()
  }

  #meet() {
    return new Presence(this.replica.doc, { onChange: () => this.list.show(this.people?.others ?? []) })
  }

  /** Another document took the place of ours: another editor for it, once it has come. */
  #begin() {
    this.#end()
    this.copy?.destroy()
    this.copy = null
    this.people?.destroy()
    this.session.people = this.people = this.#meet()
    this.toolbar.element.hidden = true
  }

  #end() {
    this.features?.destroy()
    this.editor?.destroy()
    this.editor = this.features = null
    this.side.setPanels([])
  }

  #show() {
    if (this.features) return
    const plugged = (this.features = plugIn(features, hostOf(this)))
    plugged.ready(this.text.toString(), () => this.features === plugged && this.#draw())
  }

  #draw() {
    this.page.replaceChildren()
    this.desk.replaceChildren(this.page)
    this.editor = createEditor({
      parent: this.page,
      text: this.text,
      presence: this.people,
      label: this.getAttribute('label'),
      language: this.getAttribute('language') ?? 'pl',
      describedBy: HELP,
      nonce: document.querySelector('meta[name="csp-nonce"]')?.content,
      margins: () => this.#margins(),
      source: this.source,
      writable: this.writable,
      extensions: this.features.extensions,
      openLink: this.acts.openLink,
      focusToolbar: () => (this.toolbar.focus(), true),
      onUpdate: (update) => this.#updated(update),
    })
    this.side.setPanels(this.features.panels)
    this.toolbar.setExtras([...this.features.tools, ...this.side.tools()])
    this.toolbar.element.hidden = false
    this.#refreshToolbar()
    this.status.countSoon(this.editor.view, 0)
    this.#changed()
    this.features.shown()
  }

  /** The bars that cover the text above and below: no caret is scrolled under them. */
  #margins() {
    const top = parseFloat(window.getComputedStyle(this.head).top) || 0
    return { top: top + this.head.offsetHeight + 8, bottom: this.status.element.offsetHeight + 8 }
  }

  get text() {
    return this.copy?.text ?? this.replica.text
  }

  setCopy(copy) {
    this.#end()
    this.copy?.destroy()
    this.copy = copy
    this.#show()
  }

  get writable() {
    if (this.copy) return true
    const { write, ending } = this.session.status
    return (write ?? this.getAttribute('can-write') === 'true') && !['no-right', 'gone'].includes(ending)
  }

  #changed() {
    if (!this.session) return
    const { status } = this.session
    this.status.show(status)
    this.asides.showKept(this.replica, status.write === false && status.pending > 0)
    this.editor?.setWritable(this.writable)
    this.dispatchEvent(new CustomEvent('draft-status', { detail: status }))
  }

  #updated(update) {
    if (!this.editor) return
    this.#refreshToolbar()
    if (update.docChanged || update.selectionSet) this.status.countSoon(this.editor.view, 400)
  }

  #refreshToolbar() {
    if (!this.editor) return
    const { view, undoManager } = this.editor
    const canUndo = undoManager.canUndo()
    this.toolbar.show(view.state, { source: this.source, canUndo, canRedo: undoManager.canRedo() })
  }

  #jump(client) {
    if (!this.editor || goToPerson(this.editor.view, this.replica.text, this.people, client)) return
    this.side.announce(gettext('This person has not put the caret into the text'))
  }

  setSource(value) {
    this.source = value
    remember(SOURCE_KEY, value ? 'yes' : 'no')
    this.editor.setSource(value)
    this.#refreshToolbar()
  }
}
