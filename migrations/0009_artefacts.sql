-- The hourly job that lets go of what was brought for one session finds it without reading everybody's words.
CREATE INDEX session_words_artefacts ON session_words (organisation_id, session_id) WHERE kind = 'artefact';
