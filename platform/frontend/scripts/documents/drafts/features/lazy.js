/**
 * Parts of the editor that come when they are first needed: windows, the panel for finding, the tools of a table.
 *
 * They are also fetched a little after the editor is there, when nobody waits for them: later one may be offline.
 */
import { toast } from '../../../elements/toast.js'

const AHEAD = 4_000

/** A function that gives the module, or null after saying (unless `quiet`) that it cannot be had now. */
export function lazily(load, { quiet = false } = {}) {
  setTimeout(() => load().catch(() => {}), AHEAD)
  return () =>
    load().catch(() => {
      if (!quiet) toast(gettext('This tool could not be loaded. Try again when you are online.'), 'warning')
      return null
    })
}
