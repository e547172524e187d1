import type { DebianPackage } from './packages.ts'

export type Version = '19' | '18' | '17' | '16' | '15' | '14'

/** All in which one version of Odoo differs from another on its way from packages to a running server. */
export interface Edition {
  readonly version: Version
  /** Name of its folder and of its cluster: versions live side by side. */
  readonly name: string
  readonly python: string
  /** Whether Odoo itself is run from a source tree that somebody names, since it comes in no package. */
  readonly fromSource?: true
  readonly debian: {
    /** Where its packages come from; the first mention of a package wins. */
    readonly suites: readonly string[]
    /** What apt is to prefer, in its own words. */
    readonly preferences: string
    readonly odooPackage: string | undefined
    /** What Odoo and its web client need; apt finds what those need. */
    readonly wanted: readonly string[]
    /**
     * What apt counts among the needs and an unpacked Odoo does not: the C library must be the machine's own, the rest
     * serves installing.
     */
    readonly needless: ReadonlySet<string>
    readonly listed: readonly DebianPackage[]
    /** The file its own packages are listed in, beside this code; those on the list of another version are not in it. */
    readonly list: string
    readonly elsewhere?: readonly DebianPackage[]
    /** What a plant does without, as patterns of tar. */
    readonly leftOut: readonly string[]
  }
  /** The modules a plant's Odoo has; nothing else is wished for. */
  readonly modules: readonly string[]
  /** Makes a database without demonstration data, and with as little as the version allows beyond the modules. */
  readonly initialising: readonly string[]
  /** The setting that names the port of the long-polling server. */
  readonly longPollingSetting: string
  readonly people: {
    /** The field that holds a user's groups. */
    readonly groupsField: string
    /** What an API key is made with after its scope and name: its end, where the version knows one. */
    readonly keyEnds: readonly null[]
    /** Puts the web client's scripts and styles together, for which the first person would wait: a file of Python. */
    readonly warming: string | undefined
  }
  /** A question that only a healthy server with this database answers to this key. */
  readonly question: (database: string, login: string, key: string) => Question
}

export interface Question {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  readonly isAnswer: (answer: unknown) => boolean
}
