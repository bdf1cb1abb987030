@{
    # The rules that build.ps1, the Pester files and the examples keep.
    IncludeDefaultRules = $true
    Severity            = @('Error', 'Warning', 'Information')
    Rules               = @{
        PSUseConsistentIndentation = @{
            Enable              = $true
            IndentationSize     = 4
            PipelineIndentation = 'IncreaseIndentationForFirstPipeline'
            Kind                = 'space'
        }
        PSUseConsistentWhitespace  = @{
            Enable         = $true
            CheckOpenBrace = $true
            CheckPipe      = $true
            CheckSeparator = $true
        }
        PSPlaceOpenBrace           = @{
            Enable     = $true
            OnSameLine = $true
        }
        PSAvoidUsingPositionalParameters = @{
            Enable           = $true
            CommandAllowList = @('Invoke-Program', 'Invoke-DebianVerb', 'Join-Path')
        }
    }
}
