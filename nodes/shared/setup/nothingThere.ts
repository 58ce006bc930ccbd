import type { Answer, Call } from '../../../pbx/call';
import { CLOCK } from '../../../pbx/clock';
import { Patience } from '../../../pbx/patience';
import { Session } from '../../../pbx/session';

/** A place where no record is yet: its lists are empty, and nothing can be written. */
const answerOf = async ({ method, route }: Call): Promise<Answer> => {
	const isRecord = method !== 'GET' || route.endsWith('}');
	return {
		status: isRecord ? 404 : 200,
		headers: {},
		body: isRecord ? {} : { count: 0, items: [] },
	};
};

/**
 * What stands for a tenant that is still to be made, so that what will be in it is planned in the
 * same way as for one that is there.
 */
export const nothingThere = (): Session =>
	new Session('', answerOf, new Patience(1, CLOCK, undefined));
