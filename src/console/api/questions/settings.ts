import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type {
  BundlePreview,
  DraftTable,
  FieldTableList,
  FieldTableView,
  KeyList,
  PeopleList,
  RecordPreview,
  Retention,
  RulesPreview,
  RulesVersionView,
  RulesView,
} from '#api'
import { ask, tell } from '../ask.ts'

// What is asked of rules, field tables, and of who may come in.

export const fieldTablesQuestion = (plant: string) =>
  queryOptions({
    queryKey: ['field-tables', 'list', plant],
    queryFn: ({ signal }) => ask<FieldTableList>('/wire', { plant }, signal),
  })

/** With the last record that came, or a certain one. */
export const fieldTableQuestion = (table: string, record: string | undefined) =>
  queryOptions({
    queryKey: ['field-tables', 'one', table, record],
    queryFn: ({ signal }) => ask<FieldTableView>(`/wire/${encodeURIComponent(table)}`, { record }, signal),
  })

/** What the table makes of a record: a question, although it carries the record. */
export const previewQuestion = (table: string, text: string, csrf: string) =>
  queryOptions({
    queryKey: ['field-tables', 'preview', table, text],
    queryFn: () => tell<RecordPreview>(`/wire/${encodeURIComponent(table)}/preview`, text, { csrf, asText: true }),
    // The table may be mended at any time, and a hub that has read it anew says otherwise.
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

export const rulesQuestion = queryOptions({
  queryKey: ['rules', 'now'],
  queryFn: ({ signal }) => ask<RulesView>('/rules', {}, signal),
})

export const rulesVersionQuestion = (version: string | number) =>
  queryOptions({
    queryKey: ['rules', 'version', String(version)],
    queryFn: ({ signal }) => ask<RulesVersionView>(`/rules/${encodeURIComponent(version)}`, {}, signal),
  })

/** What a proposal would change, asked without proposing it. */
export const rulesPreviewQuestion = (basedOn: number, rules: RulesView['rules'], csrf: string) =>
  queryOptions({
    queryKey: ['rules', 'preview', basedOn, rules],
    queryFn: () => tell<RulesPreview>('/rules/preview', { basedOn, rules }, { csrf }),
  })

/** What a bundle of another hub would change, asked without proposing it. */
export const bundlePreviewQuestion = (text: string, newest: number, csrf: string) =>
  queryOptions({
    queryKey: ['rules', 'bundle', newest, text],
    queryFn: () => tell<BundlePreview>('/rules/bundle/preview', { text }, { csrf }),
  })

/** A field table somebody writes, read and held against what came last; nothing is kept. */
export const tableDraftQuestion = (
  wish: { readonly text: string } | { readonly table: RulesView['rules']['fieldTables'][number] },
  csrf: string,
) =>
  queryOptions({
    queryKey: ['rules', 'table', wish],
    queryFn: () => tell<DraftTable>('/rules/field-tables', wish, { csrf }),
    placeholderData: keepPreviousData,
    retry: false,
  })

export const retentionQuestion = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => ask<Retention>('/retention', {}, signal),
})

export const keysQuestion = queryOptions({
  queryKey: ['access', 'keys'],
  queryFn: ({ signal }) => ask<KeyList>('/keys', {}, signal),
})

export const peopleQuestion = queryOptions({
  queryKey: ['access', 'people'],
  queryFn: ({ signal }) => ask<PeopleList>('/people', {}, signal),
})
