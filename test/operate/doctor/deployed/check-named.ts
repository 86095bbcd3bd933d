import type { Check } from '../../../../lib/operate/doctor/check';
import { DEPLOYED_CHECKS } from '../../../../lib/operate/doctor/deployed/checks';

export function checkNamed(id: string): Check {
  const check = DEPLOYED_CHECKS.find((one) => one.id === id);
  if (!check) {
    throw new Error(`there is no check ${id}`);
  }
  return check;
}
