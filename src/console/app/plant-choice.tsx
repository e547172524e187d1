import { useSession, usePlant } from './session.tsx'
import { lookAt } from './scope.ts'

/** Which plant is looked at; somebody with one plant reads its name instead. */
export function PlantChoice({ className }: { className: string | undefined }) {
  const { plants } = useSession()
  const plant = usePlant()
  if (plants.length === 1) return <span className={className}>{plants[0]!.name}</span>
  return (
    <label className={className}>
      <span className="unseen">Plant</span>
      <select value={plant} onChange={(event) => lookAt(event.currentTarget.value)}>
        <option value="">Every plant</option>
        {plants.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
