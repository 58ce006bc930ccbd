import type { Resource } from '../types';
import { myAssistant, myAssistantFilter } from './assistant';
import { myCallQueue } from './callQueue';
import { myContact, myContactFavorite, myContactSync } from './contact';
import { mySpeedDial100, mySpeedDial8 } from './dialing';
import { myGreeting } from './greeting';
import { myCallHistory, myCallRecording, myMessage, myTranscription } from './history';
import { myHoliday } from './holiday';
import { meeting, meetingParticipant } from './meeting';
import { myPhone } from './phone';
import { myProfile } from './profile';
import { voicemail } from './voicemail';

/** What signed-in users see and change of their own. */
export const mine: readonly Resource[] = [
	meeting,
	meetingParticipant,
	myAssistant,
	myAssistantFilter,
	myCallHistory,
	myCallQueue,
	myCallRecording,
	myContact,
	myContactFavorite,
	myContactSync,
	myGreeting,
	myHoliday,
	myMessage,
	myPhone,
	myProfile,
	mySpeedDial100,
	mySpeedDial8,
	myTranscription,
	voicemail,
];
