/** Events of a shop floor that reports single pieces for many orders; each is new. */
export interface Events {
  next(): { readonly order: string; readonly text: string }
}

export const ORDERS = 200
export const orderNamed = (nth: number): string => `odoo.${1000 + nth}`

/** Two series of one process need names of their own. */
export function events(plant: string, system: string, series = ''): Events {
  const run = `${process.pid.toString(36)}${series}`
  let made = 0
  return {
    next() {
      const order = orderNamed(made % ORDERS)
      const id = `${run}-${made++}`
      return {
        order,
        text:
          `{"specversion":"1.0","id":"${id}","source":"/plants/${plant}/systems/${system}",` +
          `"type":"mfg.production.output.received.v1","time":"2026-11-22T06:04:11.250Z",` +
          `"data":{"order":"${order}","quantity":{"value":"1","uom":"H87"},"lot":"F-${order}"}}`,
      }
    },
  }
}
