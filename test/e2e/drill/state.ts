import { start, type ChildOptions, type Started } from './child';
import type { Stage } from './stage';
import type { ZoneDouble } from './zone-double';

export type State = Awaited<ReturnType<ZoneDouble['state']>>;

/** Everything about a health check but how often it was changed. */
function setting({ version, ...state }: State): Omit<State, 'version'> {
  expect(version).toBeGreaterThan(0);
  return state;
}

export async function expectAsBefore(zone: ZoneDouble, before: State): Promise<void> {
  expect(setting(await zone.state())).toEqual(setting(before));
}

/** Starts a drill and waits until the health check is inverted. */
export async function inverted(
  stage: Stage,
  zone: ZoneDouble,
  args: string[] = [],
  options: ChildOptions = {},
): Promise<Started> {
  const started = start(stage, zone, ['--yes', ...args], options);
  await started.said('visitors move to the secondary');
  expect(await zone.state()).toMatchObject({ inverted: true });
  return started;
}
