import type { AssetView } from '#api'

export interface Branch {
  readonly asset: AssetView
  readonly depth: number
}

/** Parts follow the whole they belong to; what plants miss most comes first. */
export function inTree(assets: readonly AssetView[]): readonly Branch[] {
  const isPartOf = (whole: AssetView) => (part: AssetView) => part.plant === whole.plant && part.parent === whole.asset
  const from = (some: readonly AssetView[], depth: number): readonly Branch[] =>
    [...some]
      .sort((one, other) => (one.criticality + one.name < other.criticality + other.name ? -1 : 1))
      .flatMap((asset) => [{ asset, depth }, ...from(assets.filter(isPartOf(asset)), depth + 1)])
  return from(
    assets.filter((part) => !assets.some((whole) => isPartOf(whole)(part))),
    0,
  )
}
