import { add, compare, convert, type Quantity, subtract, zero } from '#model/quantity'

/** An effect that changes how much of an order is produced, in the order it was decided. */
export interface OutputEffect {
  readonly effectKey: string
  readonly operation: string
  readonly state: 'planned' | 'sent' | 'confirmed' | 'in-doubt' | 'refused' | 'shadowed'
  readonly body: { readonly quantity?: Quantity; readonly original?: string }
}

/**
 * What each effect adds, in the order's unit; a reversal takes away. One that names no quantity takes back all that
 * earlier ones left of its original, as Odoo does; what was refused leaves the original as it was.
 */
export function signedOutputs<Output extends OutputEffect>(
  outputs: readonly Output[],
  uom: Quantity['uom'],
): readonly (Output & { readonly signed: Quantity })[] {
  const left = new Map<string, Quantity>()
  return outputs.map((output) => {
    const { effectKey, operation, state, body } = output
    if (operation === 'receiveOutput') {
      const signed = body.quantity ? convert(body.quantity, uom) : zero(uom)
      left.set(effectKey, state === 'refused' ? zero(uom) : signed)
      return { ...output, signed }
    }
    const original = body.original ?? ''
    const taken = body.quantity ? convert(body.quantity, uom) : (left.get(original) ?? zero(uom))
    if (state !== 'refused') left.set(original, subtract(left.get(original) ?? taken, taken))
    return { ...output, signed: subtract(zero(uom), taken) }
  })
}

export const sumOf = (parts: readonly { readonly signed: Quantity }[], from: Quantity): Quantity =>
  parts.reduce((so, { signed }) => add(so, signed), from)

/** The state an order's quantity is in: whether all of it is there. */
export const reaches = (amount: Quantity, wanted: Quantity): boolean => compare(amount, wanted) >= 0
