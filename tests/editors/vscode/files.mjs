// Project files that scenarios open.

/** The one that README.md begins with. */
export const MISMATCH = `project: {name: support-bot, stage: pilot}
data: {knowledge: {updates: weekly}, training: {examples: 40}}
requirements: {max_staleness: 2d}
maintenance: {retrain: quarterly}
approach: {choice: fine-tuning}
`;
