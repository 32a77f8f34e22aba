# fish completion of moai: asks the program itself; where it says nothing, files are offered.
function __moai_complete
    set -l words (commandline -opc)
    $words[1] complete -- $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c moai -a '(__moai_complete)'
