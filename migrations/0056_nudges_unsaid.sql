-- What a letter held and never said may be said once it is of use again: a letter that is dropped gives it back.
GRANT DELETE ON nudge TO rondo_app;
