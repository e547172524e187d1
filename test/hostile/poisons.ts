import { usualEvent } from './target.ts'

/** Something sent to do harm: how it is written, and by what name it is to be known afterwards. */
type Poison = (id: string) => string

const told = (type: string, data: object, over: object = {}): Poison => {
  return (id) => JSON.stringify({ ...usualEvent(id), type: `mfg.production.${type}.v1`, data, ...over })
}
const quantity = (value: string, uom = 'H87') => ({ quantity: { value, uom } })
const received = (order: unknown, amount: object = quantity('1')) => told('output.received', { order, ...amount })
const issued = (data: object) => told('material.issued', { order: 'odoo.3', ...quantity('1'), ...data })
/** The usual event with words in its data that no writer of JSON would write. */
const written = (words: string): Poison => {
  const whole = received('odoo.3', { ...quantity('1'), here: 0 })
  return (id) => whole(id).replace('"here":0', words)
}

/** The door says no, and nothing is left of them but that. */
export const refused: Readonly<Record<string, Poison>> = {
  'JSON that is broken off': (id) => received('odoo.3')(id).slice(0, -1),
  'a NUL': written('"lot":"a\\u0000b"'),
  'half of a character': written('"lot":"\\ud800"'),
  'the name __proto__': written('"__proto__":{"polluted":true}'),
  'a name said twice': written('"order":"odoo.1"'),
  'a number nobody can hold': written('"n":1e999'),
  'lists in lists': written(`"n":${'['.repeat(40)}${']'.repeat(40)}`),
  'a field nobody knows': written('"approved_by":"ann"'),
  'a type nobody knows': told('order.exploded', { order: 'odoo.3' }),
  'the source of another': told(
    'output.received',
    { order: 'odoo.3', ...quantity('1') },
    { source: '/plants/B/systems/mes' },
  ),
  'a list of Odoo for an order': received([['id', '!=', 0]]),
  'a command of Odoo for an order': received([6, 0, [1, 2, 3]]),
  'a number for an amount': received('odoo.3', { quantity: { value: 1, uom: 'H87' } }),
  'less than nothing': received('odoo.3', quantity('-1')),
  'nothing at all': received('odoo.3', quantity('0')),
  'an amount with an exponent': received('odoo.3', quantity('1e9')),
  'a unit nobody knows': received('odoo.3', quantity('1', 'XYZ')),
  'an id over two lines': (id) => received('odoo.3')(`${id}\\n`).replace('\\\\n', '\\n'),
  'the year 1': told('output.received', { order: 'odoo.3', ...quantity('1') }, { time: '0001-01-01T00:00:00Z' }),
  'no order': told('output.received', quantity('1')),
}

/** The door cannot know better: written down, judged, and put before a person with a reason. */
export const stopped: Readonly<Record<string, Poison>> = {
  'an order that is not there': received('odoo.404'),
  'an order that is number nothing': received('odoo.0'),
  'an order of another system': received('sap.1'),
  'an order with a statement in it': received("odoo.1'; drop table message; --"),
  'an order that is a condition': received('odoo.1 or 1=1'),
  'an order that is a path': received('../../etc/passwd'),
  'an order of the longest name': received(`odoo.${'9'.repeat(123)}`),
  'an order in pictures': received('🏭'.repeat(30)),
  'an order that reads backwards': received('odoo.\u202e1'),
  'an order that every object has': received('constructor'),
  'an order with an element in it': received('<img src=x onerror=alert(1)>'),
  'an item that is not there': issued({ item: 'NOBODY-KNOWS' }),
  'an item with an element in it': issued({ item: '<script>alert(1)</script>' }),
  'an item that every object has': issued({ item: '__proto__' }),
  'an item that is a formula': issued({ item: '=HYPERLINK("http://x")' }),
  'kilograms of pieces': received('odoo.3', quantity('1', 'KGM')),
  'more than there can be': received('odoo.3', quantity('999999999999')),
  'an operation that is not there': told('operation.started', { order: 'odoo.3', operation: '999' }),
  'an operation that every object has': told('operation.started', { order: 'odoo.3', operation: '__proto__' }),
  'what takes back what never was': told('output.reversed', { order: 'odoo.3', reverses: 'never' }),
}
