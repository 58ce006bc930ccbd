/**
 * The layers of the package, from top to bottom: a file may import from its own folder and from
 * those below, never from one above (CONTRIBUTING, "How it is built").
 */
const LAYERS = [
	['nodes and credentials', '^(nodes/PortSip|credentials)'],
	['lists of the editor', '^nodes/shared/methods'],
	['execution', '^nodes/shared/execution'],
	['special operations', '^nodes/shared/special'],
	['tenants as documents', '^nodes/shared/setup'],
	['pools of numbers', '^nodes/shared/pools'],
	['records', '^nodes/shared/records'],
	['plans', '^nodes/shared/plan'],
	['values', '^nodes/shared/values'],
	['numbers', '^nodes/shared/numbers'],
	['facts of parameters', '^nodes/shared/parameters'],
	['rows', '^nodes/shared/api'],
	['the PBX', '^pbx'],
];
/** Beside the others: only what is below the plans is known to it. */
const DESCRIPTION = '^nodes/shared/description';

const upward = LAYERS.slice(1).map(([name, path], index) => ({
	name: `${name}: no arrow up`,
	severity: 'error',
	from: { path },
	to: { path: [...LAYERS.slice(0, index + 1).map(([, above]) => above), DESCRIPTION] },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		...upward,
		{
			name: 'description knows nothing of running',
			severity: 'error',
			from: { path: DESCRIPTION },
			to: { path: LAYERS.slice(0, 9).map(([, path]) => path) },
		},
		{
			name: 'no circle',
			severity: 'error',
			from: {},
			// Two modules may know each other's types: those are gone when anything runs.
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
		{
			name: 'the PBX knows nothing of rows, items and parameters',
			severity: 'error',
			from: { path: '^pbx' },
			to: { path: '^(nodes|credentials)' },
		},
		{
			name: 'the simulated PBX never reads the rows',
			severity: 'error',
			from: { path: '^simulator' },
			to: { path: '^(nodes|pbx|credentials)' },
		},
		{
			name: 'what is shipped needs no package but n8n-workflow and crypto',
			severity: 'error',
			from: { path: '^(nodes|pbx|credentials)' },
			to: { pathNot: ['^(nodes|pbx|credentials)', '^crypto$', 'n8n-workflow'] },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsConfig: { fileName: 'tsconfig.tools.json' },
		tsPreCompilationDeps: true,
	},
};
