/** @type {import('jest').Config} */
export default {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	// Runs in n8n's engine take long on a busy machine; no test is about that.
	testTimeout: 60_000,
	// One on a machine of two processors would leave the other idle; each holds n8n's engine in memory.
	maxWorkers: 2,
	workerIdleMemoryLimit: '1500MB',
	testMatch: ['**/*.test.mts'],
	moduleFileExtensions: ['mts', 'ts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: {
		'\\.m?ts$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
			},
		],
	},
};
