import { z } from 'zod'
import { hours, seconds } from '#kernel/time'
import { SignalMeter, SignalName, SignalRule, signalsOf } from '#model/signal'
import { isTemplate, placeholdersIn } from './topics.ts'

const Pointer = z.string().regex(/^(\/([^~/]|~[01])*)*$/, 'a JSON pointer such as /value')

const Topic = z.strictObject({
  topic: z
    .string()
    .max(500)
    .refine(isTemplate, 'a topic without wildcards, whose levels are text or one {asset}')
    .describe('With {asset} in the place of the machine, for example site-1/{asset}/state'),
  asset: z.string().min(1).max(64).optional().describe('The machine, where its topic does not name it'),
  plant: z.string().min(1).optional().describe('The plant where these machines stand; else the first of the system'),
  signal: SignalName.describe('What the hub calls it, for example state'),
  is: z.enum(['text', 'number']).default('text'),
  value: Pointer.optional().describe(
    'Where the value stands in a payload of JSON; without one the payload is the value',
  ),
  time: Pointer.optional().describe(
    'Where its moment stands: with an offset, or seconds or milliseconds since 1970; without one it is when it came',
  ),
  sequence: Pointer.optional().describe('Where its number stands, if the machine numbers what it says'),
})
export type Topic = z.infer<typeof Topic>

export const MqttSettings = z
  .strictObject({
    url: z
      .url({ protocol: /^mqtts?$/ })
      .describe('mqtts://broker.example.com:8883; mqtt:// without TLS in a trusted network only'),
    user: z.string().min(1).optional(),
    password: z.string().min(1).optional().describe('A reference to it, never itself'),
    certificate: z.string().optional().describe('Of the plant’s own authority, as PEM; a reference to its file'),
    client: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,64}$/)
      .optional()
      .describe('By which name the broker knows the hub; millwright-{home}-{system} where absent. No other may use it'),
    system: z.string().min(1).default('machines').describe('Name of this broker in the sources of its events'),
    plants: z.array(z.string().min(1)).min(1).describe('Plants whose machines speak there'),
    topics: z.array(Topic).min(1).max(200),
    rules: z.array(SignalRule).max(200).default([]),
    meters: z.array(SignalMeter).max(200).default([]).describe('Counters that are meters of their assets'),
    sessionExpiry: z.coerce
      .number()
      .int()
      .positive()
      .default(hours(24))
      .describe('Milliseconds for which the broker keeps what the hub has not heard'),
    receiveMaximum: z.coerce
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(200)
      .describe('How much may be on its way and not acknowledged'),
    timeout: z.coerce.number().int().positive().default(seconds(15)).describe('Milliseconds it may take to answer'),
  })
  .superRefine(({ topics, rules, meters, plants }, context) => {
    const object = (path: PropertyKey[], message: string): void =>
      context.addIssue({ code: 'custom', path, message, input: undefined })
    const numbers = new Set(topics.filter(({ is }) => is === 'number').map(({ signal }) => signal))
    topics.forEach(({ topic, asset, plant, value, time, sequence }, at) => {
      if (placeholdersIn(topic) === 0 && asset === undefined)
        object(['topics', at, 'asset'], 'must be said where the topic has no {asset}')
      if (plant !== undefined && !plants.includes(plant))
        object(['topics', at, 'plant'], `the system has no plant ${plant}`)
      if (value === undefined && (time !== undefined || sequence !== undefined))
        object(['topics', at, 'value'], 'must be said where the payload has a time or a sequence too')
    })
    meters.forEach(({ signal, meter }, at) => {
      if (meters.findIndex((one) => one.meter === meter) !== at)
        object(['meters', at, 'meter'], 'there is another of this name')
      if (meters.findIndex((one) => one.signal === signal) !== at)
        object(['meters', at, 'signal'], 'is another meter already')
      if (!numbers.has(signal)) object(['meters', at, 'signal'], `no topic says ${signal} as a number`)
    })
    rules.forEach(({ rule, when }, at) => {
      if (rules.findIndex((one) => one.rule === rule) !== at)
        object(['rules', at, 'rule'], 'there is another of this name')
      const looked = signalsOf(when)
      for (const signal of looked.all)
        if (!topics.some((one) => one.signal === signal)) object(['rules', at, 'when'], `no topic says ${signal}`)
      for (const signal of looked.numbers)
        if (!numbers.has(signal)) object(['rules', at, 'when'], `${signal} is no number: say so at its topic`)
    })
  })
export type MqttSettings = z.infer<typeof MqttSettings>
