import { z } from 'zod'
import { Moment, Reason } from '../contract/words.ts'
import { roles } from '#governance/rights'
import { kindOf } from '#model/catalogue'
import { Workplace } from '../floor/contract.ts'

export const Grant = z.strictObject({ role: z.enum(roles), plant: z.string().min(1).max(32) })
const Grants = z.array(Grant).max(100)

export const KeyRow = z
  .object({
    keyId: z.string().describe('The part of the key that is no secret: mwk_{keyId}_…'),
    plant: z.string(),
    system: z.string(),
    types: z.array(z.string()).describe('Types of events it may send; * is all'),
    workCentres: z
      .array(z.string())
      .nullable()
      .describe('Where it is the key of a device on the shop floor: what it sees and speaks of'),
    note: z.string().nullable(),
    createdAt: Moment,
    createdBy: z.string(),
    expiresAt: Moment,
    revokedAt: Moment.nullable(),
    revokedBy: z.string().nullable(),
    state: z.enum(['valid', 'expired', 'revoked']),
    mine: z.boolean().describe('Whether the person who asks may revoke it'),
  })
  .meta({ id: 'KeyRow' })
export type KeyRow = z.infer<typeof KeyRow>

export const KeyList = z
  .object({
    items: z.array(KeyRow),
    mayManage: z.array(z.string()).describe('Plants for which the person may create keys'),
    systems: z.array(z.object({ id: z.string(), title: z.string(), plants: z.array(z.string()) })),
    workplaces: z.array(Workplace).describe('Work centres that orders name, in the plants where keys may be created'),
  })
  .meta({ id: 'KeyList' })
export type KeyList = z.infer<typeof KeyList>

export const KeyWish = z
  .strictObject({
    plant: z.string().min(1).max(32),
    system: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,64}$/, 'letters, digits, dash, point and underscore, as in the source of its events'),
    types: z
      .array(z.string().refine((type) => type === '*' || kindOf(type) !== undefined, 'there is no such type of event'))
      .min(1)
      .max(100)
      .default(['*']),
    workCentres: z
      .array(z.string().trim().min(1).max(128))
      .min(1)
      .max(50)
      .optional()
      .describe('Makes it the key of a device at these work centres: it says what is done there, whatever types say'),
    days: z.int().min(1).max(1095).describe('How long it opens the door; three years at most'),
    note: z.string().trim().max(200).optional(),
  })
  .meta({ id: 'KeyWish' })
export type KeyWish = z.input<typeof KeyWish>

export const MadeKey = z
  .object({ key: z.string().describe('The whole key; shown this once and kept nowhere'), row: KeyRow })
  .meta({ id: 'MadeKey' })
export type MadeKey = z.infer<typeof MadeKey>

export const KeyChange = z.strictObject({ action: z.literal('revoke'), reason: Reason }).meta({ id: 'KeyChange' })

export const MemberRow = z
  .object({
    login: z.string(),
    name: z.string(),
    createdAt: Moment,
    disabledAt: Moment.nullable(),
    seenAt: Moment.nullable().describe('When they last did something here, while their session is known'),
    grants: Grants.describe('Roles in the plants that the person who asks manages'),
    elsewhere: z.boolean().describe('Whether they hold roles in other plants as well'),
    may: z.array(z.enum(['change', 'disable', 'enable'])),
  })
  .meta({ id: 'MemberRow' })
export type MemberRow = z.infer<typeof MemberRow>

export const InvitationRow = z
  .object({
    invitation: z.string(),
    grants: Grants,
    createdAt: Moment,
    createdBy: z.string(),
    expiresAt: Moment,
  })
  .meta({ id: 'InvitationRow' })
export type InvitationRow = z.infer<typeof InvitationRow>

export const PeopleList = z
  .object({
    items: z.array(MemberRow),
    invitations: z.array(InvitationRow).describe('Links that were made and not used yet'),
    mayGrant: Grants.describe('What the person who asks may give; nobody gives what they do not hold'),
  })
  .meta({ id: 'PeopleList' })
export type PeopleList = z.infer<typeof PeopleList>

export const InvitationWish = z.strictObject({ grants: Grants.min(1) }).meta({ id: 'InvitationWish' })

export const MadeInvitation = z
  .object({
    token: z.string().describe('Behind the # of the address /claim; shown this once and kept nowhere'),
    expiresAt: Moment,
  })
  .meta({ id: 'MadeInvitation' })
export type MadeInvitation = z.infer<typeof MadeInvitation>

export const MemberChange = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('change'), add: Grants, remove: Grants, reason: Reason }),
    z.strictObject({ action: z.literal('disable'), reason: Reason }),
    z.strictObject({ action: z.literal('enable'), reason: Reason }),
  ])
  .meta({ id: 'MemberChange' })
export type MemberChange = z.infer<typeof MemberChange>
