import type { Step, Text } from '../host';

/** Consecutive steps under one heading. */
export interface StepGroup {
  /** Undefined before the first heading. */
  title: Text | undefined;
  steps: Step[];
}

/** Groups the steps of a handbook by heading. */
export function groupSteps(steps: readonly Step[]): StepGroup[] {
  const parts: StepGroup[] = [];
  for (const step of steps) {
    const last = parts.at(-1);
    if (step.part || !last) parts.push({ title: step.part ?? undefined, steps: [step] });
    else last.steps.push(step);
  }
  return parts;
}
