/** Shows in #connection whether the tab is live, without alarm at every short break; says when one is signed out. */
import { live } from '../live/index.js'
import { toast } from './toast.js'

const GRACE = 2500 // milliseconds: pages change and servers restart faster than that
const SHOWN = { idle: 'online', online: 'online', connecting: 'connecting' }
let timer

live.watch((state) => {
  const sign = document.getElementById('connection')
  clearTimeout(timer)
  if (!sign) return
  const show = () => (sign.dataset.state = SHOWN[state] ?? 'offline')
  if (SHOWN[state] === 'online') show()
  else timer = setTimeout(show, GRACE)
  if (state === 'signed-out') farewell()
})

function farewell() {
  if (document.querySelector('[data-farewell]')) return
  const text = gettext('You are signed out. What you have written stays in this browser; sign in to send it.')
  toast(text, 'warning').dataset.farewell = ''
}
