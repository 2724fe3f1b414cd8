/**
 * What plugs into the editor, in the order of its buttons and tabs. A feature is a function of the host (plug.js) that
 * gives `{extensions?, tools?, panel?, destroy?}`; its files lie in a folder of its own beside this one.
 */
import { images } from './images/index.js'
import { tables } from './tables/index.js'

export const features = [images, tables]
