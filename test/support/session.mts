import { CLOCK } from '../../pbx/clock.ts';
import type { Answer, Call } from '../../pbx/call.ts';
import { Patience } from '../../pbx/patience.ts';
import { Session } from '../../pbx/session.ts';

/** A session whose answers a test gives; each request is tried once. */
export const sessionOf = (ask: (call: Call) => Promise<Answer>): Session =>
	new Session('pbx.example:8887', ask, new Patience(1, CLOCK, undefined));

/** The answer with a body. */
export const answerWith = (body: unknown, status = 200): Answer => ({ status, headers: {}, body });
