import config from './jest.config.mjs';

/** The tests that run the sources: those in n8n's engine load the built package. */
export default {
	...config,
	testMatch: ['<rootDir>/test/{pbx,records,execution,plan,values}/**/*.test.mts'],
};
