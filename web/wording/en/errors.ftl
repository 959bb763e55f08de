error-bad = That did not work
error-forbidden = Not from here
error-nothing = Nothing here
error-method = Not this way
error-conflict = Not now
error-large = Too much
error-unavailable = Not available
error-other = Something went wrong
