import type { Step, Text } from '../host';

/** Steps under the heading that begins with the first of them. */
export interface StepGroup {
  /** None before the first heading. */
  title: Text | undefined;
  steps: Step[];
}

/** The steps of a handbook in their parts. */
export function groupSteps(steps: readonly Step[]): StepGroup[] {
  const parts: StepGroup[] = [];
  for (const step of steps) {
    const last = parts.at(-1);
    if (step.part || !last) parts.push({ title: step.part ?? undefined, steps: [step] });
    else last.steps.push(step);
  }
  return parts;
}
