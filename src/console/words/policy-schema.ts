import { type PolicyField, policyGroups, type PolicySchema } from './policy.ts'

declare const POLICY_SCHEMA: PolicySchema

/** Put in by the build from the schema that judges the rules, which itself stays outside. */
export const policy = policyGroups(POLICY_SCHEMA)

export const policyField = (path: string): PolicyField | undefined =>
  policy.flatMap(({ fields }) => fields).find((field) => field.path === path)
